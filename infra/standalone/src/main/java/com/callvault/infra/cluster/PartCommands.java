package com.callvault.infra.cluster;

import com.callvault.infra.standalone.StartException;
import com.callvault.infra.standalone.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator, or a test that breaks things, wants of one part of a running cluster. Called on any thread. */
final class PartCommands implements ControlDoor.Commands {

    private final Supervisor cluster;

    PartCommands(Supervisor cluster) {
        this.cluster = cluster;
    }

    @Override
    public ControlDoor.Answer perform(String name, String wanted) {
        var action = Action.of(wanted);
        var part = cluster.controlled(name);
        if (action.isEmpty() || part == null) {
            return new ControlDoor.Answer(404, "There is no %s %s.".formatted(wanted, name));
        }
        return attempt(part, action.get());
    }

    /** Says what came of it. */
    ControlDoor.Answer attempt(Controlled part, Action action) {
        try {
            carryOut(part, action);
            return new ControlDoor.Answer(200, "%s %s.".formatted(part.name(), action.done()));
        } catch (StartException e) {
            return new ControlDoor.Answer(409, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            log().warn("{} {}", action, part.name(), e);
            return new ControlDoor.Answer(409, "%s: %s.".formatted(part.name(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ControlDoor.Answer(409, "This cluster stops.");
        }
    }

    private void carryOut(Controlled part, Action action) throws IOException, InterruptedException {
        switch (action) {
            case START -> start(part);
            case STOP -> stop(part);
            case RESTART -> {
                stop(part);
                start(part);
            }
            case KILL -> {
                signal(part, Signals.KILL);
                while (part.pid().isPresent()) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
            }
            case FREEZE -> signal(part, Signals.STOP);
            case THAW -> signal(part, Signals.CONT);
        }
        cluster.publish();
    }

    private void start(Controlled part) throws IOException, InterruptedException {
        if (cluster.isStopping()) {
            throw new InterruptedException("this cluster stops");
        }
        part.start();
        if (part.name().equals(Parts.STORES)) {
            cluster.storesAreBack();
        }
    }

    private static void stop(Controlled part) throws InterruptedException {
        if (part.pid().isPresent()) {
            // One that is frozen could not end.
            Signals.CONT.send(part.pid().getAsLong());
        }
        part.stop();
    }

    private static void signal(Controlled part, Signals signal) throws InterruptedException {
        if (part.pid().isEmpty()) {
            throw StartFailure.NOT_RUNNING.with(part.name());
        }
        var pid = part.pid().getAsLong();
        signal.send(pid);
        if (part instanceof StoreServer) {
            // PostgreSQL works in processes of their own, one for each connection.
            for (var backend : ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .toList()) {
                signal.send(backend.pid());
            }
        }
    }

    /** Where it goes is known only once the cluster has its data folder. */
    private static Logger log() {
        return LoggerFactory.getLogger(PartCommands.class);
    }
}
