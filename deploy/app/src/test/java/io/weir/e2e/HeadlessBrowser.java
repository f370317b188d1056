package io.weir.e2e;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a screen, with an empty profile that chromedriver makes and removes; it finds no host but 127.0.0.1. */
final class HeadlessBrowser implements AutoCloseable {
    private final ChromeDriver driver;

    /** Starts it; skips or fails the test where it is not installed. */
    HeadlessBrowser() {
        RequiredProgram.requireAll(RequiredProgram.CHROMIUM, RequiredProgram.CHROMEDRIVER);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(RequiredProgram.CHROMIUM.path());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1280,1000");
        // told where the driver is, Selenium does not look for one on the network
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(RequiredProgram.CHROMEDRIVER.path()))
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Opens a file, at an anchor if there is one. */
    void open(Path page, String anchor) {
        open(URI.create(page.toUri() + anchor));
    }

    /** Opens a page. */
    void open(URI page) {
        driver.get("about:blank");
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        driver.get(page.toString());
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return all(selector).stream().map(WebElement::getText).toList();
    }

    int count(String selector) {
        return ((Number) script("return document.querySelectorAll(arguments[0]).length", selector)).intValue();
    }

    Object script(String text, Object... arguments) {
        return driver.executeScript(text, arguments);
    }

    /** The viewport's size in CSS pixels, whatever the smallest window is. */
    void viewport(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the person prefers: light or dark. */
    void colourScheme(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What the browser complained about since the page was opened, scripts that a policy stopped included. */
    List<String> complaints() {
        return logs(LogType.BROWSER);
    }

    /** What was asked for since the page was opened, except what is in the page itself. */
    List<String> requests() {
        return logs(LogType.PERFORMANCE).stream()
                .filter(event -> event.contains("\"Network.requestWillBeSent\""))
                .toList();
    }

    private List<String> logs(String type) {
        return driver.manage().logs().get(type).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
