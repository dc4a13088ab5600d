package com.callvault.messaging.access;

import com.callvault.common.problem.Problem;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every failure of a route as problem+json with a code of the protocol. */
@RestControllerAdvice
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(WireException refused) {
        return answer(Problem.of(refused));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Problem> storeAway(RuntimeException away) {
        log.warn("A request found the store away: {}", away.getClass().getName());
        return answer(Problem.of(ErrorCode.UNAVAILABLE));
    }

    @ExceptionHandler
    ResponseEntity<Problem> brokerAway(KafkaException away) {
        log.warn("A request found the broker away: {}", away.getClass().getName());
        return answer(Problem.of(ErrorCode.UNAVAILABLE));
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception failure) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(
                    switch (known.getStatusCode().value()) {
                        case 404, 405 -> Problem.of(ErrorCode.NOT_FOUND);
                        default -> Problem.of(ErrorCode.MALFORMED);
                    });
        }
        log.error("A request failed", failure);
        return answer(Problem.of(ErrorCode.INTERNAL));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(problem);
    }
}
