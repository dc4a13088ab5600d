package com.callvault.signaling.policy;

import com.callvault.common.id.Address;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/blocklist} (PROTOCOL, "HTTP"). */
@RestController
@RequestMapping("/api/blocklist")
final class BlocklistController {
    private static final int MOST = 200;

    private final Blocklist blocklist;

    BlocklistController(Blocklist blocklist) {
        this.blocklist = blocklist;
    }

    /** @param next where the following page begins; absent on the last */
    record Page(List<Blocklist.Blocked> blocked, @Nullable String next) {}

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        int most = Parameters.limit(limit, MOST);
        String after = next == null ? null : new Address(next).value();
        List<Blocklist.Blocked> found = blocklist.list(caller.address(), after, most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<Blocklist.Blocked> page = found.subList(0, most);
        return new Page(page, page.getLast().address().value());
    }

    @GetMapping("/{address}")
    Blocklist.Blocked get(Caller caller, @PathVariable("address") String address) {
        return blocklist
                .find(caller.address(), new Address(address))
                .orElseThrow(() -> new WireException(ErrorCode.NOT_FOUND, "You have not blocked them."));
    }

    /** Takes no body: there is nothing more to say. */
    @PutMapping("/{address}")
    Blocklist.Blocked put(Caller caller, @PathVariable("address") String address) {
        Address other = new Address(address);
        if (other.equals(caller.address())) {
            throw new WireException(ErrorCode.SELF_CALL, "You cannot block yourself.");
        }
        return blocklist.put(caller.address(), other);
    }

    @DeleteMapping("/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable("address") String address) {
        blocklist.remove(caller.address(), new Address(address));
    }
}
