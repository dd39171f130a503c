package io.github.imageresize.examples.urls;

import io.github.imageresize.CanonicalRequest;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.examples.Version;
import io.github.imageresize.http.Explanation;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.ReplyHeaders;
import io.github.imageresize.local.LocalResizeService;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: says what a server makes of a URL, without a server. */
@Command(
    name = "explain",
    description = "Says what 'serve' with the same options would make of a URL, and why.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Exit codes: 0 admitted, 1 refused or malformed, 2 wrong usage."})
public final class ExplainCommand implements Callable<Integer> {
  private static final String LINE = "%-14s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "URL", description = "Path and query: '/images/beach.jpg?w=320'.")
  private String url = "";

  @Option(
      names = "--accept",
      paramLabel = "TYPES",
      defaultValue = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
      description = "What the client accepts. Default: as Chrome does, ${DEFAULT-VALUE}")
  private String accept = "";

  @Mixin private AccessOptions access = new AccessOptions();

  @Override
  public Integer call() {
    LocalResizeService.Builder local = LocalResizeService.builder();
    AddedCodecs.all().forEach(local::codec);
    ImageHttpHandler handler =
        ImageHttpHandler.builder(local.build())
            .sizes(access.policy())
            .descriptions(true)
            .ignoredParameters(ImageHttpHandler.TRACKING_PARAMETERS)
            .build();
    String target = url.replaceFirst("^[a-z]+://[^/?#]+", "");
    HttpRequestHead head = HttpRequestHead.get(target).withField("Accept", accept);
    PrintWriter out = spec.commandLine().getOut();
    try {
      return print(handler.explain(head), out);
    } catch (IllegalArgumentException elsewhere) {
      throw new ParameterException(spec.commandLine(), "URL: " + elsewhere.getMessage());
    } catch (ImageResizeException malformed) {
      out.printf(LINE, "malformed:", malformed.publicMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private static int print(Explanation explanation, PrintWriter out) {
    ImageRequest request = explanation.request();
    if (request == null) {
      out.printf(LINE, "verdict:", explanation.verdict());
      return ExitCode.SOFTWARE;
    }
    boolean vouched = explanation.verdict().isVersionProven();
    out.printf(LINE, "verdict:", "admitted" + (vouched ? ", the version is proven" : ""));
    out.printf(LINE, "request:", request);
    CanonicalRequest key = explanation.key();
    if (key == null) {
      out.printf(LINE, "answer:", "what " + request.source() + " is, as JSON");
    } else {
      out.printf(
          LINE,
          "format:",
          request
                  .format()
                  .map(format -> format.label())
                  .orElse("as the original, or by transparency")
              + (explanation.negotiated() ? ", negotiated by Accept" : ", as the URL says"));
      out.printf(LINE, "key:", key.explain());
      out.printf(LINE, "digest:", key.digest());
    }
    List<String> tags =
        key == null
            ? List.of(ReplyHeaders.cacheTag(request.source()))
            : ReplyHeaders.cacheTags(request);
    tags.forEach(tag -> out.printf(LINE, "cache tag:", tag));
    out.printf(LINE, "cache control:", explanation.cacheControl());
    if (request.version().isPresent() && !vouched) {
      out.printf(
          LINE, "", "not immutable: anyone could have written the version; sign the URL instead");
    }
    return ExitCode.OK;
  }
}
