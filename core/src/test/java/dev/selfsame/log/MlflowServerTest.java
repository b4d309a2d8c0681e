package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MlflowServerTest {
    @Test
    void whoOneIsIsSaidAsMlflowsOwnClientsSayIt() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            MlflowClient client =
                    new MlflowClient(MlflowServer.of(server.address() + "/", Map.of("MLFLOW_TRACKING_TOKEN", "abc")));
            client.experiment("e");
            assertEquals("Bearer abc", server.authorization);
        }
        Map<String, String> named =
                Map.of("MLFLOW_TRACKING_USERNAME", "Aladdin", "MLFLOW_TRACKING_PASSWORD", "open sesame");
        MlflowServer known = MlflowServer.of("http://localhost:5000", named);
        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", known.authorization()); // RFC 7617, section 2
        assertFalse(known.toString().contains("QWxh"), known.toString());
        assertNull(MlflowServer.of("http://localhost:5000", Map.of()).authorization());
        assertEquals("selfsame", known.experiment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\n", "secret\r\nX-Other: 1", "secrét", "\tsecret"})
    void aTokenThatNoHeaderCanHoldIsRefusedAndNotTold(String token) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> MlflowServer.of("http://localhost:5000", Map.of("MLFLOW_TRACKING_TOKEN", token)))
                .getMessage();
        assertTrue(message.contains("MLFLOW_TRACKING_TOKEN"), message);
        assertFalse(message.contains("secr"), message);
    }

    @Test
    void anEmptyTokenIsNone() {
        assertNull(MlflowServer.of("http://localhost:5000", Map.of("MLFLOW_TRACKING_TOKEN", ""))
                .authorization());
        assertNull(MlflowServer.of(
                        "http://localhost:5000", Map.of("MLFLOW_TRACKING_USERNAME", "", "MLFLOW_TRACKING_PASSWORD", ""))
                .authorization());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5000, is no address of an MLflow server",
        "ftp://localhost, is no address of an MLflow server",
        "http://, is no address of an MLflow server",
        "http://a b, is no address of an MLflow server",
        "http://me:secret@localhost, MLFLOW_TRACKING_PASSWORD",
        "http://me:secret@my_host:5000, MLFLOW_TRACKING_PASSWORD",
        "http://me:secret^@localhost, MLFLOW_TRACKING_PASSWORD",
        "http://me:secret#1@localhost, is no address of an MLflow server",
        "http://localhost?token=secret, is no address of an MLflow server",
        "http://localhost#, experiment behind # is empty",
    })
    void whatIsNoAddressIsRefused(String text, String why) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> MlflowServer.of(text, Map.of()));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        StringWriter everything = new StringWriter();
        refused.printStackTrace(new PrintWriter(everything));
        assertFalse(everything.toString().contains("secret"), everything.toString());
    }
}
