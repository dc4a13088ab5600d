package com.callvault.common.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.InvalidEventException;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class PoisonTest {
    @Test
    void whatIsInvalidIsFoundUnderWhatWrapsIt() {
        Exception wrapped = new ListenerExecutionFailedException("failed", new InvalidEventException("no event"));
        assertThat(Poison.reason(wrapped)).isEqualTo("invalid_event");
        assertThat(Poison.root(wrapped)).isEqualTo(InvalidEventException.class.getName());
    }

    /** A code that tells the sender to come back says that nothing is wrong with the record. */
    @ParameterizedTest
    @EnumSource
    void aRefusalIsPoisonUnlessItMayBeTriedAgain(ErrorCode code) {
        String reason = Poison.reason(new WireException(code, code.advice()));
        assertThat(reason).isEqualTo(code.retryable() ? null : code.wire());
    }

    @Test
    void aBugIsNotTheRecordsFault() {
        assertThat(Poison.reason(new ClassCastException())).isNull();
    }
}
