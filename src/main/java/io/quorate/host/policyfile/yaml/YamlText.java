package io.quorate.host.policyfile.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.reader.StreamReader;

/// The bytes of a file as text, or the place of the first one that is none.
sealed interface YamlText {
    record Text(String text) implements YamlText {}

    record NotText(YamlProblem problem) implements YamlText {}

    static YamlText of(byte[] bytes) {
        if (bytes.length > YamlReader.BYTES_MAX) {
            return new NotText(
                    new YamlProblem(
                            position(bytes, YamlReader.BYTES_MAX),
                            "",
                            "the file goes on beyond 1 MiB here",
                            "a policy must fit into 1 MiB"));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return new NotText(
                    new YamlProblem(
                            position(bytes, in.position()),
                            "",
                            "the bytes here are not UTF-8",
                            "save the file as UTF-8"));
        }
        String text = out.flip().toString();
        return printable(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    private static YamlText printable(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (!StreamReader.isPrintable(point) || isHiddenBreak(text, i, point)) {
                return new NotText(
                        new YamlProblem(
                                new Position(line, column),
                                "",
                                "the character U+%04X stands here".formatted(point),
                                "remove it; lines end with a line feed, and nothing else may be"
                                        + " invisible"));
            }
            column = point == '\n' ? 1 : column + 1;
            line = point == '\n' ? line + 1 : line;
        }
        return new Text(text);
    }

    /// YAML has more line breaks than editors show; with them lines would be counted differently.
    private static boolean isHiddenBreak(String text, int at, int point) {
        return switch (point) {
            case 0x85, 0x2028, 0x2029, 0xFEFF -> true;
            case '\r' -> !text.startsWith("\n", at + 1);
            default -> false;
        };
    }

    private static Position position(byte[] bytes, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String before = new String(bytes, lineStart, offset - lineStart, StandardCharsets.UTF_8);
        return new Position(line, before.codePointCount(0, before.length()) + 1);
    }
}
