package com.callvault.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One exploration of a model.
 *
 * @param property which of the two properties it is about
 * @param name says it apart from the others
 * @param model the file, without its ending
 * @param bounds for the preprocessor, {@code NAME} or {@code NAME=value}; what is not named is 0
 * @param without the mechanism that is taken out; empty for none
 * @param leastStates that it has to see, so that a model that has become too small is noticed; 0 for what is explored until
 *     it is caught
 */
record Exploration(Property property, String name, String model, String bounds, String without, long leastStates) {
    enum Property {
        /** With no fault and no timer the scripts alone do it. */
        FAST,
        /** With whatever breaks: when it is calm again and each timer has fired once, all is well. */
        SAFE
    }

    static Exploration of(Property property, String name, String model, long leastStates, String bounds) {
        return new Exploration(property, name, model, bounds, "", leastStates);
    }

    Exploration without(String mechanism) {
        return new Exploration(property, name, model, bounds, mechanism, 0);
    }

    boolean isMutant() {
        return !without.isEmpty();
    }

    /** For the command line of Spin. */
    List<String> definitions() {
        List<String> all = new ArrayList<>(
                Stream.of(bounds.split(" ")).map(each -> "-D" + each).toList());
        if (isMutant()) {
            all.add("-DWITHOUT_" + without);
        }
        return all;
    }

    String title() {
        String plain = property.name().toLowerCase(java.util.Locale.ROOT) + ", " + name;
        return isMutant()
                ? plain + ", without "
                        + without.toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                : plain;
    }

    String folder() {
        return Stream.of(property.name(), name, without)
                .map(each -> each.replaceAll("[^A-Za-z0-9]+", "-"))
                .collect(Collectors.joining("."));
    }
}
