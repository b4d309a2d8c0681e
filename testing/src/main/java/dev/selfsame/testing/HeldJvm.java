package dev.selfsame.testing;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * A Java program in a process of its own that a debugger holds at the beginning of a method: the thread that came there goes
 * no further, all others go on. For what must be looked at, or killed, in the midst of code that a test can't reach
 * otherwise.
 */
public final class HeldJvm implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final long LIMIT_MILLIS = 120_000;

    private final Process process;
    private final VirtualMachine machine;

    private HeldJvm(Process process, VirtualMachine machine) {
        this.process = process;
        this.machine = machine;
    }

    /**
     * Starts a program, and returns when it is held.
     *
     * @param child the program
     * @param type the name of a class
     * @param method the name of its method
     * @param time at which of its calls, 1 for the first
     * @param arguments of the program
     * @throws IllegalStateException if the program ends before, or hasn't come there after two minutes; it is killed then
     */
    public static HeldJvm at(ChildJvm child, String type, String method, int time, String... arguments)
            throws InterruptedException {
        HeldJvm held = start(child, arguments);
        try {
            held.awaitCall(type, method, time);
            return held;
        } catch (RuntimeException | InterruptedException e) {
            held.close();
            throw e;
        }
    }

    /** The program's process. */
    public Process process() {
        return process;
    }

    private static HeldJvm start(ChildJvm child, String... arguments) {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(one -> one.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> at = connector.defaultArguments();
        argument(at, "localAddress").setValue(ADDRESS);
        argument(at, "port").setValue("0"); // any that is free
        argument(at, "timeout").setValue(Long.toString(LIMIT_MILLIS));
        try {
            connector.startListening(at);
            try {
                String agent = "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + ADDRESS + ":"
                        + argument(at, "port").value();
                Process process = child.with(agent).start(arguments);
                try {
                    return new HeldJvm(process, connector.accept(at));
                } catch (IOException | IllegalConnectorArgumentsException e) {
                    process.destroyForcibly();
                    throw e;
                }
            } finally {
                connector.stopListening(at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't look into " + child.main().getName(), e);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connector.Argument argument(Map<String, Connector.Argument> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private void awaitCall(String type, String method, int time) throws InterruptedException {
        ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(type);
        loaded.enable();
        while (true) {
            EventSet events = machine.eventQueue().remove(LIMIT_MILLIS);
            if (events == null) {
                throw new IllegalStateException("nothing came to " + type + "." + method);
            }
            for (Event event : events) {
                if (event instanceof BreakpointEvent) {
                    return; // and what is held stays so
                }
                if (event instanceof VMDisconnectEvent) {
                    throw new IllegalStateException("it ended before it came to " + type + "." + method);
                }
                if (event instanceof ClassPrepareEvent prepared) {
                    hold(prepared.referenceType(), method, time);
                }
            }
            events.resume();
        }
    }

    private void hold(ReferenceType type, String method, int time) {
        for (Method one : type.methodsByName(method)) {
            BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(one.location());
            request.addCountFilter(time);
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
        }
    }

    /** Kills the program, if it is still there. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
