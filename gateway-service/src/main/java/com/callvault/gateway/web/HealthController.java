package com.callvault.gateway.web;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this node answers; for load balancers and for the launcher. What it depends on is on the management port. */
@RestController
class HealthController {
    record Health(String status) {}

    @GetMapping("/api/health")
    ResponseEntity<Health> health() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Health("up"));
    }
}
