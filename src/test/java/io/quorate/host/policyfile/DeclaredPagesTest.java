package io.quorate.host.policyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Keeps the committed pages those that the declared keys give.
///
/// `./mvnw test -Dtest=DeclaredPagesTest -Dpolicy.pages=write` writes them anew.
class DeclaredPagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/policy");
    private static final String REMEDY =
            "the declared keys have changed; run ./mvnw test -Dtest=DeclaredPagesTest"
                    + " -Dpolicy.pages=write";

    @Test
    void theReferencePageIsTrue() throws IOException {
        isCurrent(FOLDER.resolve("reference.md"), ReferencePage.markdown());
    }

    @Test
    void theSchemaIsTrue() throws IOException {
        isCurrent(FOLDER.resolve("policy.schema.json"), JsonSchema.text());
    }

    private static void isCurrent(Path file, String generated) throws IOException {
        if ("write".equals(System.getProperty("policy.pages"))) {
            Files.writeString(file, generated);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(generated, committed, REMEDY);
    }
}
