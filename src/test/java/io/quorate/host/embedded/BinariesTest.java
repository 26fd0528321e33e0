package io.quorate.host.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinariesTest {

    @Test
    void everySupportedPlatformHasItsArchive() {
        assertEquals("/postgres-linux-x86_64.txz", name("Linux", "amd64"));
        assertEquals("/postgres-linux-arm_64.txz", name("Linux", "aarch64"));
        assertEquals("/postgres-darwin-x86_64.txz", name("Mac OS X", "x86_64"));
        assertEquals("/postgres-darwin-arm_64.txz", name("Mac OS X", "aarch64"));
    }

    @Test
    void otherPlatformsHaveNone() {
        assertEquals(Optional.empty(), Binaries.archiveName("Windows 11", "amd64"));
        assertEquals(Optional.empty(), Binaries.archiveName("Linux", "riscv64"));
    }

    @Test
    void theNamesOfTheReleaseAgree() {
        assertTrue(Binaries.RELEASE.startsWith(Binaries.VERSION + "."));
        assertTrue(Binaries.VERSION.startsWith(Binaries.MAJOR + "."));
    }

    private static String name(String os, String arch) {
        return Binaries.archiveName(os, arch).orElseThrow();
    }
}
