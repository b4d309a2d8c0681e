package dev.selfsame.dashboard;

import dev.selfsame.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window. */
final class HeadlessChromium implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    HeadlessChromium() {
        SELENIUM.setLevel(Level.SEVERE); // it would rather know this version of the browser
        Chromium chromium = Chromium.find().orElseThrow();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.browser().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        show(1280, 900, false);
    }

    /** Sets the size of what is seen, in pixels, and whether the system is dark. */
    void show(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void open(String address) {
        driver.get(address);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What there is to read in the first element that a selector finds. */
    String text(String selector) {
        return find(selector).getText();
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    boolean isTrue(String script, Object... arguments) {
        return Boolean.TRUE.equals(run(script, arguments));
    }

    /** Waits until something is so; fails after half a minute. */
    void await(String what, BooleanSupplier isSo) throws InterruptedException {
        long start = System.nanoTime();
        while (!tried(isSo)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError(
                        what + " did not come about at " + address() + "\n" + text("body") + "\n" + errors());
            }
            Thread.sleep(50);
        }
    }

    private static boolean tried(BooleanSupplier isSo) {
        try {
            return isSo.getAsBoolean();
        } catch (WebDriverException e) {
            return false; // what was looked at is not there yet, or was drawn anew
        }
    }

    /** What stands in the console, but for what scripts say for people. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Keeps a picture of the whole page for people to look at: {@code target/screenshots/NAME.png}. */
    void picture(String name) throws IOException {
        Map<String, Object> layout = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
        Map<?, ?> size = (Map<?, ?>) layout.get("cssContentSize");
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1)));
        Files.createDirectories(PICTURES);
        Files.write(
                PICTURES.resolve(name + ".png"),
                OutputType.BYTES.convertFromBase64Png(String.valueOf(shot.get("data"))));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
