package dev.connectivity.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser without a window: Debian's chromium, which {@code src/testbed/servers} installs.
 */
public final class Chromium implements AutoCloseable {

    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    public static Chromium start() {
        if (!BROWSER.exists() || !DRIVER.exists()) {
            throw new IllegalStateException("no " + BROWSER + ": run src/testbed/servers first");
        }
        // It warns that it knows no DevTools of this version; what is used of them is asked by
        // name.
        QUIET.setLevel(Level.SEVERE);
        LoggingPreferences all = new LoggingPreferences();
        all.enable("browser", Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--force-color-profile=srgb");
        options.setCapability("goog:loggingPrefs", all);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER)
                        .usingAnyFreePort()
                        .build();
        return new Chromium(new ChromeDriver(service, options)).wide();
    }

    /** From now on it sends this token, as a proxy that logs people in does. */
    public Chromium as(String token) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.setExtraHTTPHeaders",
                Map.of("headers", Map.of("X-Forwarded-Access-Token", token)));
        return this;
    }

    public Chromium wide() {
        return size(1280, 900, 1);
    }

    /** A small phone. */
    public Chromium narrow() {
        return size(360, 740, 2);
    }

    public Chromium size(int width, int height, int scale) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", width,
                        "height", height,
                        "deviceScaleFactor", scale,
                        "mobile", scale > 1));
        return this;
    }

    public Chromium dark(boolean wanted) {
        return media("screen", "prefers-color-scheme", wanted ? "dark" : "light");
    }

    /** Whether whoever looks wants nothing to move. */
    public Chromium still(boolean wanted) {
        return media("screen", "prefers-reduced-motion", wanted ? "reduce" : "no-preference");
    }

    public Chromium onPaper() {
        return media("print", "prefers-color-scheme", "light");
    }

    private Chromium media(String type, String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        type,
                        "features",
                        List.of(Map.of("name", feature, "value", value))));
        return this;
    }

    /** As when it loses its network, or has it again. */
    public void online(boolean wanted) {
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline", !wanted,
                        "latency", 0,
                        "downloadThroughput", -1,
                        "uploadThroughput", -1));
    }

    public Chromium open(URI page) {
        driver.get(page.toString());
        return this;
    }

    public String source() {
        return driver.getPageSource();
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the whole window shows as text. */
    public String text() {
        return String.valueOf(run("return document.body.innerText"));
    }

    /** Texts that are hard to read. */
    public List<?> tooFaint() {
        return (List<?>) run(Contrast.TOO_FAINT);
    }

    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    public void tab() {
        press(Keys.TAB);
    }

    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What the console has said since this was last asked. */
    public List<String> console() {
        return StreamSupport.stream(driver.manage().logs().get("browser").spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }

    /** As PNG, of the page to its end or to {@code height} at most. */
    public void picture(Path file, int height) {
        long whole = (long) run("return document.documentElement.scrollHeight");
        long width = (long) run("return window.innerWidth");
        Map<String, Object> shot =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of(
                                "format",
                                "png",
                                "captureBeyondViewport",
                                true,
                                "clip",
                                Map.of(
                                        "x", 0,
                                        "y", 0,
                                        "width", width,
                                        "height", Math.min(whole, height),
                                        "scale", 1)));
        try {
            Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
