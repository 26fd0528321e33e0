package io.quorate.auditor.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/// Readings that admit one spelling only.
final class Strict {
    private Strict() {}

    static String utf8(byte[] bytes) throws Malformed {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not UTF-8");
        }
    }

    /// Base64 with padding; the JDK would also take it without, and with stray bits at its end.
    static byte[] base64(String text) throws Malformed {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Malformed("not base64 in its canonical form");
    }

    static byte[] hash(String text) throws Malformed {
        byte[] hash = base64(text);
        if (hash.length != 32) {
            throw new Malformed("a hash of " + hash.length + " bytes");
        }
        return hash;
    }

    /// A number from 0 to 2^63 - 1 without leading zeroes.
    static long number(String text) throws Malformed {
        if (text.isEmpty() || text.length() > 19) {
            throw new Malformed("not a decimal number");
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            boolean leadingZero = i == 0 && digit == 0 && text.length() > 1;
            if (digit < 0 || digit > 9 || leadingZero) {
                throw new Malformed("not a decimal number without leading zeroes");
            }
            value = value * 10 + digit;
            if (value < 0) {
                throw new Malformed("a number beyond 2^63 - 1");
            }
        }
        return value;
    }
}
