package com.callvault.messaging.batch;

import com.callvault.common.event.ChatInput;
import com.callvault.common.event.Command;
import com.callvault.common.event.MissedCall;
import com.callvault.common.id.Address;
import com.callvault.common.wire.ClientFrame;
import com.callvault.messaging.block.Blocks;
import com.callvault.messaging.conversation.Checked;
import com.callvault.messaging.message.MessageRules;
import com.callvault.messaging.message.Submission;
import com.callvault.messaging.typing.Typing;
import com.callvault.messaging.watermark.Watermark;
import com.callvault.messaging.watermark.WatermarkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a batch holds, by what it asks for, each in the order in which it came. */
record Sorted(List<Submission> messages, List<Watermark> watermarks, List<Typing> typing, List<Refused> refused) {

    /** A command that the rules refuse. */
    record Refused(Command.Chat command, Checked.Refused<?> why) {}

    static Sorted of(List<ChatInput> inputs) {
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        inputs.forEach(sorted::add);
        return sorted;
    }

    /** From whom to whom each of them goes. */
    List<Blocks.Way> ways() {
        List<Blocks.Way> ways = new ArrayList<>();
        messages.forEach(each -> ways.add(way(each)));
        watermarks.forEach(each -> ways.add(way(each)));
        typing.forEach(each -> ways.add(way(each)));
        return ways;
    }

    /** With the messages hidden that go such a way. */
    Sorted hiding(Set<Blocks.Way> blocked) {
        return new Sorted(
                messages.stream()
                        .map(each -> blocked.contains(way(each)) ? each.asHidden() : each)
                        .toList(),
                watermarks,
                typing,
                refused);
    }

    static Blocks.Way way(Watermark watermark) {
        Address from = watermark.origin().address();
        return new Blocks.Way(from, watermark.pair().other(from));
    }

    static Blocks.Way way(Typing typing) {
        return new Blocks.Way(typing.origin().address(), typing.frame().to());
    }

    private static Blocks.Way way(Submission message) {
        return new Blocks.Way(message.from(), message.to());
    }

    private void add(ChatInput input) {
        switch (input) {
            case Command.Chat command -> add(command);
            case MissedCall call -> messages.add(MessageRules.missed(call));
        }
    }

    private void add(Command.Chat command) {
        switch (command.frame()) {
            case ClientFrame.Sequenced said ->
                take(command, MessageRules.check(command.origin(), command.receivedAt(), said), messages);
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
