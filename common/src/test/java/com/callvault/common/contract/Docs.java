package com.callvault.common.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Javadoc of our own types, as the schemas' descriptions: said once, in the source. */
final class Docs {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:public\\s+)?(?:sealed\\s+)?(?:record|interface|enum)\\s+(\\w+)",
            Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*)");

    private final Map<String, String> byType = new LinkedHashMap<>();

    private Docs() {}

    static Docs read() throws IOException {
        Docs docs = new Docs();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String owner = String.valueOf(file.getFileName()).replace(".java", "");
                Matcher matcher = DOCUMENTED.matcher(Files.readString(file));
                while (matcher.find()) {
                    String name = matcher.group(2);
                    docs.byType.put(name.equals(owner) ? name : owner + "." + name, plain(matcher.group(1)));
                }
            }
        }
        return docs;
    }

    /** What the type is, without its members; empty where nothing is said. */
    String of(Class<?> type) {
        String text = byType.getOrDefault(key(type), "");
        int params = text.indexOf("@");
        return (params < 0 ? text : text.substring(0, params)).strip();
    }

    String ofMember(Class<?> type, String member) {
        Matcher matcher = PARAM.matcher(byType.getOrDefault(key(type), ""));
        while (matcher.find()) {
            if (matcher.group(1).equals(member)) {
                return matcher.group(2).strip();
            }
        }
        return "";
    }

    private static String key(Class<?> type) {
        Class<?> owner = type;
        while (owner.getEnclosingClass() != null) {
            owner = owner.getEnclosingClass();
        }
        return owner == type ? type.getSimpleName() : owner.getSimpleName() + "." + type.getSimpleName();
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@(?:code|link|linkplain) (?:[\\w.]*#)?([^}]*)\\}", "$1")
                .replaceAll("<[^>]+>", "")
                .replaceAll("@see [^\n]*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
