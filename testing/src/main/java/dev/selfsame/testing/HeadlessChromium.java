package dev.selfsame.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window. Whoever uses it brings Selenium along, for tests. */
public final class HeadlessChromium implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /** Starts the browser of this machine, 1280 pixels wide and light. */
    public HeadlessChromium() {
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

    /**
     * Sets what is seen.
     *
     * @param width in pixels; below 600 the browser is that of a phone
     * @param height in pixels
     * @param dark whether the system is dark
     */
    public void show(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /**
     * Opens a page, and waits until it is loaded.
     *
     * @param address a URL
     */
    public void open(String address) {
        driver.get(address);
    }

    /** The URL of the page that is shown. */
    public String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /**
     * The first element that there is.
     *
     * @param selector by CSS
     */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /**
     * All elements that there are.
     *
     * @param selector by CSS
     */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /**
     * What there is to read in the first element that a selector finds.
     *
     * @param selector by CSS
     */
    public String text(String selector) {
        return find(selector).getText();
    }

    /**
     * Runs a script in the page.
     *
     * @param script a body of a function
     * @param arguments what it finds in {@code arguments}
     * @return what it returns
     */
    public @Nullable Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /**
     * Whether a script in the page returns {@code true}.
     *
     * @param script a body of a function
     * @param arguments what it finds in {@code arguments}
     */
    public boolean isTrue(String script, Object... arguments) {
        return Boolean.TRUE.equals(run(script, arguments));
    }

    /**
     * Waits until something is so; fails after half a minute.
     *
     * @param what what is waited for, in words
     * @param isSo whether it is so; a page that is just being drawn counts as no
     * @throws InterruptedException where the thread is interrupted
     */
    public void await(String what, BooleanSupplier isSo) throws InterruptedException {
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

    /** What stands in the console since the last call, but for what scripts say for people. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /**
     * Keeps a picture of the whole page for people to look at: {@code target/screenshots/NAME.png}.
     *
     * @param name of the file, without its ending
     * @throws IOException where it can't be written
     */
    public void picture(String name) throws IOException {
        Map<String, Object> layout = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
        Map<?, ?> size = (Map<?, ?>) Objects.requireNonNull(layout.get("cssContentSize"));
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
