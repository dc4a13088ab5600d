package com.callvault.gateway.web;

import com.callvault.common.problem.Problem;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of HTTP as problem+json with a code of ours: those of our own code, of Spring, and of what comes before it. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(WireException.class)
    ResponseEntity<Object> refused(WireException refused) {
        Problem problem = Problem.of(refused);
        return answer(problem, HttpStatusCode.valueOf(problem.status()), new HttpHeaders());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> failed(Exception failure) {
        log.error("A request failed", failure);
        return answer(Problem.of(ErrorCode.INTERNAL), HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(of(status), status, headers);
    }

    /** The nearest of our codes; the status stays as it was found. */
    private static Problem of(HttpStatusCode status) {
        return Problem.of(
                switch (status.value()) {
                    case 401 -> ErrorCode.NOT_AUTHENTICATED;
                    case 403 -> ErrorCode.FORBIDDEN;
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
                    case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
                    case 429 -> ErrorCode.RATE_LIMITED;
                    case 503 -> ErrorCode.UNAVAILABLE;
                    default -> status.is5xxServerError() ? ErrorCode.INTERNAL : ErrorCode.MALFORMED;
                });
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpStatusCode status, HttpHeaders headers) {
        Problem told = new Problem(
                problem.type(),
                problem.title(),
                status.value(),
                problem.detail(),
                problem.code(),
                problem.retryable(),
                problem.retryAfterMs());
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(told);
    }

    /** Where the container sends what no handler has seen. */
    @RestController
    static class Unhandled implements ErrorController {
        @RequestMapping("${spring.web.error.path:/error}")
        ResponseEntity<Object> error(HttpServletRequest request) {
            Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            HttpStatusCode status = HttpStatusCode.valueOf(code instanceof Integer known ? known : 404);
            return answer(of(status), status, new HttpHeaders());
        }
    }
}
