package com.callvault.signaling.ice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The doctor in a process of its own, which can be put on another machine: it takes a line of arguments after the other. */
final class IceDoctorProcess {
    private IceDoctorProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println("exit " + IceDoctor.run(line.split(" "), out));
        }
    }
}
