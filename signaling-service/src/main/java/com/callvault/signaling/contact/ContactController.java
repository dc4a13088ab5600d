package com.callvault.signaling.contact;

import com.callvault.common.id.Address;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

/** {@code /api/contacts} (PROTOCOL, "HTTP"). */
@RestController
@RequestMapping("/api/contacts")
final class ContactController {
    private static final int MOST = 200;

    private final Contacts contacts;

    ContactController(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param next where the following page begins; absent on the last */
    record Page(List<Contacts.Contact> contacts, @Nullable String next) {}

    record Said(@Nullable String name, @Nullable String ring) {}

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        int most = Parameters.limit(limit, MOST);
        String after = next == null ? null : new Address(next).value();
        List<Contacts.Contact> found = contacts.list(caller.address(), after, most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<Contacts.Contact> page = found.subList(0, most);
        return new Page(page, page.getLast().address().value());
    }

    @GetMapping("/{address}")
    Contacts.Contact get(Caller caller, @PathVariable("address") String address) {
        return contacts.find(caller.address(), new Address(address))
                .orElseThrow(() -> new WireException(ErrorCode.NOT_FOUND, "They are not among your contacts."));
    }

    @PutMapping("/{address}")
    Contacts.Contact put(Caller caller, @PathVariable("address") String address, HttpServletRequest request)
            throws IOException {
        Address other = new Address(address);
        if (other.equals(caller.address())) {
            throw new WireException(ErrorCode.SELF_CALL, "You are not your own contact.");
        }
        Said said = Parameters.body(request, Said.class);
        String name = Parameters.name(said.name());
        if (!contacts.put(caller.address(), other, name, ring(said.ring()))) {
            throw new WireException(
                    ErrorCode.QUOTA_EXCEEDED, "You have %d contacts; remove one first.".formatted(Contacts.MOST));
        }
        return contacts.find(caller.address(), other)
                .orElseThrow(() -> new WireException(ErrorCode.CONFLICT, "They were removed at the same time."));
    }

    @DeleteMapping("/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable("address") String address) {
        contacts.remove(caller.address(), new Address(address));
    }

    private static @Nullable Ringing ring(@Nullable String said) {
        Ringing ring = Ringing.of(said);
        if (said != null && ring == null) {
            throw Parameters.malformed(
                    "ring",
                    "one of "
                            + Arrays.stream(Ringing.values()).map(Ringing::wire).collect(Collectors.joining(", ")));
        }
        return ring;
    }
}
