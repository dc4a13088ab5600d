package com.callvault.common.event;

/** What messaging-service takes in, on {@link Topics#CHAT_COMMANDS}: what clients ask for, and calls that nobody answered. */
public sealed interface ChatInput extends Event permits Command.Chat, MissedCall {}
