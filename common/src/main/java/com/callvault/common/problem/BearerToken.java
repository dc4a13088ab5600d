package com.callvault.common.problem;

import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header (RFC 6750, 2.1). */
public final class BearerToken {
    private static final Pattern FORM = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /** @throws WireException {@code not_authenticated} when there is none */
    public static String from(@Nullable String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            throw new WireException(ErrorCode.NOT_AUTHENTICATED, ErrorCode.NOT_AUTHENTICATED.advice());
        }
        return matcher.group(1);
    }
}
