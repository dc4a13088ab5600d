package com.callvault.messaging.batch;

import com.callvault.common.event.Command;
import com.callvault.common.wire.ClientFrame;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.message.MessageRules;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.typing.Typing;
import com.callvault.messaging.watermark.Watermark;
import com.callvault.messaging.watermark.WatermarkRules;
import java.util.ArrayList;
import java.util.List;

/** The commands of a batch by what they ask for, each in the order in which it came. */
record Sorted(List<Submission> messages, List<Watermark> watermarks, List<Typing> typing, List<Refused> refused) {

    /** A command that the rules refuse. */
    record Refused(Command.Chat command, Checked.Refused<?> why) {}

    static Sorted of(List<Command.Chat> commands) {
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        commands.forEach(sorted::add);
        return sorted;
    }

    private void add(Command.Chat command) {
        switch (command.frame()) {
            case ClientFrame.MsgSend send ->
                take(command, MessageRules.check(command.origin(), command.receivedAt(), send), messages);
            case ClientFrame.MsgDelivered delivered ->
                take(command, WatermarkRules.check(command.origin(), delivered), watermarks);
            case ClientFrame.MsgRead read -> take(command, WatermarkRules.check(command.origin(), read), watermarks);
            case ClientFrame.MsgTyping typed ->
                take(command, Typing.check(command.origin(), command.receivedAt(), typed), typing);
        }
    }

    private <T> void take(Command.Chat command, Checked<T> checked, List<T> accepted) {
        switch (checked) {
            case Checked.Accepted<T>(T value) -> accepted.add(value);
            case Checked.Refused<T> why -> refused.add(new Refused(command, why));
        }
    }
}
