package com.callvault.common.route;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One of our Lua scripts: static text, called by its digest, sent whole where the server does not know it (yet, or again). */
final class Script {
    private final String text;
    private final String digest;
    private final ScriptOutputType output;

    private Script(String text, ScriptOutputType output) {
        this.text = text;
        this.digest = io.lettuce.core.codec.Base16.digest(text.getBytes(StandardCharsets.UTF_8));
        this.output = output;
    }

    static Script load(String name, ScriptOutputType output) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is not on the class path");
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> CompletionStage<T> run(RedisScriptingAsyncCommands<String, String> redis, String[] keys, String... arguments) {
        return redis.<T>evalsha(digest, output, keys, arguments).exceptionallyCompose(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof RedisNoScriptException) {
                return redis.eval(text, output, keys, arguments);
            }
            return java.util.concurrent.CompletableFuture.failedStage(cause);
        });
    }
}
