package io.github.imageresize.examples.serve;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one tab, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");

  private final Process process;
  private final Path profile;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable WebSocket tab;

  private Browser(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** Where Chromium is installed. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with a profile of its own; without its sandbox, which needs rights of its own. */
  static Browser start(Path program) throws Exception {
    Path profile = Files.createTempDirectory("chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(process, profile);
    try {
      browser.connect(browser.awaitAddress());
    } catch (Exception failure) {
      browser.close();
      throw failure;
    }
    return browser;
  }

  private String awaitAddress() throws Exception {
    CompletableFuture<String> address = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                lines
                    .lines()
                    .map(LISTENING::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> address.complete(line.group(1)));
              } catch (IOException | UncheckedIOException closed) {
                address.completeExceptionally(closed);
              }
              address.completeExceptionally(new IOException("Chromium ended"));
            },
            "chromium-errors");
    reader.setDaemon(true);
    reader.start();
    return address.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void connect(String address) throws Exception {
    HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
    HttpResponse<String> targets = client.send(list, HttpResponse.BodyHandlers.ofString());
    String url =
        JSON.std.listFrom(targets.body()).stream()
            .map(target -> (Map<?, ?>) target)
            .filter(target -> "page".equals(target.get("type")))
            .map(target -> (String) target.get("webSocketDebuggerUrl"))
            .findFirst()
            .orElseThrow();
    tab =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Messages())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        received(message);
      }
      socket.request(1);
      return null;
    }
  }

  private void received(String text) {
    Map<String, Object> message;
    try {
      message = JSON.std.mapFrom(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
    if (message.get("id") instanceof Integer id) {
      answers.remove(id).complete(message);
    } else if ("Runtime.exceptionThrown".equals(message.get("method"))
        || ("Log.entryAdded".equals(message.get("method")) && text.contains("\"error\""))) {
      faults.add(text);
    }
  }

  /** Calls a method of the protocol and waits for its result. */
  Map<String, Object> call(String method, Map<String, ?> parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message = JSON.std.asString(Map.of("id", id, "method", method, "params", parameters));
    tab.sendText(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<String, Object> reply = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (reply.get("result") instanceof Map<?, ?> result) {
      @SuppressWarnings("unchecked") // the protocol's results are objects of JSON
      Map<String, Object> typed = (Map<String, Object>) result;
      return typed;
    }
    throw new AssertionError(method + " failed: " + reply);
  }

  /** Goes to an address in a fresh document; what went wrong before is forgotten. */
  void open(String url) throws Exception {
    leave();
    call("Page.navigate", Map.of("url", url));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** Goes nowhere, and forgets what went wrong before. */
  void leave() throws Exception {
    call("Page.navigate", Map.of("url", "about:blank"));
    await("location.href === 'about:blank'");
    faults.clear();
  }

  /** What an expression gives, promises awaited; as text. */
  String eval(String expression) throws Exception {
    Map<String, Object> answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "(async () => String(await (" + expression + ")))()",
                "awaitPromise",
                true,
                "returnByValue",
                true));
    if (answer.containsKey("exceptionDetails")) {
      throw new AssertionError(expression + " threw: " + answer.get("exceptionDetails"));
    }
    return String.valueOf(((Map<?, ?>) answer.get("result")).get("value"));
  }

  /** Waits until an expression is true. */
  void await(String condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!eval("(" + condition + ") === true").equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never came true: " + condition + "; " + faults);
      }
      TimeUnit.MILLISECONDS.sleep(30);
    }
  }

  /** Presses a key, such as {@code Tab} or {@code ArrowRight}. */
  void press(String key, int code) throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Sets the size of the window, in CSS pixels. */
  void resize(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Sets what the user prefers, {@code light} or {@code dark}. */
  void prefer(String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Writes what the window shows into a file. */
  void screenshot(Path file) throws Exception {
    Map<String, Object> shot = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
  }

  /** Errors in the console since the last address was opened. */
  List<String> faults() {
    return new ArrayList<>(faults);
  }

  @Override
  public void close() throws IOException {
    if (tab != null) {
      tab.abort();
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().join();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
