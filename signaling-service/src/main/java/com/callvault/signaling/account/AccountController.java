package com.callvault.signaling.account;

import com.callvault.common.token.Caller;
import com.callvault.signaling.access.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/account} (PROTOCOL, "Deleting the account"). */
@RestController
final class AccountController {
    private final Deleting deleting;

    AccountController(Deleting deleting) {
        this.deleting = deleting;
    }

    record Wish(@Nullable String deletion) {}

    @DeleteMapping("/api/account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, HttpServletRequest request) throws IOException {
        String deletion = Parameters.body(request, Wish.class).deletion();
        if (deletion == null) {
            throw Parameters.malformed("deletion", "a deletion as a compact JWS");
        }
        deleting.delete(caller, deletion);
    }
}
