package io.github.imageresize.examples.contract;

import io.github.imageresize.lambda.InvocationTimeLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** {@code contract}: sends a function the events of the conformance kit. */
@Command(
    name = "contract",
    description = "Asks a function whether it keeps the contract.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ContractCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--originals",
      paramLabel = "DIR",
      description =
          "Write the originals there, to be put into the function's bucket under its prefix, and do"
              + " nothing else.")
  private @Nullable Path folder;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Where events are posted to, such as Lambda's runtime emulator at"
              + " http://localhost:9000/2015-03-31/functions/function/invocations")
  private @Nullable URI endpoint;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "A function on AWS instead, as name:alias; region and credentials are the"
              + " environment's.")
  private @Nullable String function;

  /** Says of each case how it went; 0 if all went well. */
  @Override
  public Integer call() throws Exception {
    if (folder != null) {
      writeOriginals(folder);
      return ExitCode.OK;
    }
    if (endpoint != null && endpoint.getScheme() != null) {
      return ask(posting(endpoint));
    }
    String named = function;
    if (named != null) {
      try (LambdaClient lambda = client()) {
        return ask(event -> invoke(lambda, named, event));
      }
    }
    throw new ParameterException(
        spec.commandLine(), "Say where the function is: --endpoint URL or --function NAME");
  }

  /** What a function answers to an event. */
  private interface Function {
    byte[] answer(byte[] event) throws IOException, InterruptedException;
  }

  private static void writeOriginals(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> original : ContractCase.originals().entrySet()) {
      Files.write(folder.resolve(original.getKey()), original.getValue());
    }
  }

  private int ask(Function asked) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    AnswerCheck check = new AnswerCheck();
    List<ContractCase> cases = ContractCase.all();
    int kept = 0;
    for (ContractCase next : cases) {
      Optional<String> objection;
      try {
        objection = check.objection(next, asked.answer(next.event()));
      } catch (IOException failure) {
        objection = Optional.of("no answer: " + failure.getMessage());
      }
      out.println(
          objection
              .map(why -> "FAILED " + next.name() + ": " + why)
              .orElse("ok     " + next.name()));
      kept += objection.isEmpty() ? 1 : 0;
    }
    out.println(kept + " of " + cases.size() + " cases are kept");
    return kept == cases.size() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Function posting(URI endpoint) {
    HttpClient http = HttpClient.newHttpClient();
    Duration patience = InvocationTimeLimits.DEFAULTS.call();
    return event -> {
      HttpRequest post =
          HttpRequest.newBuilder(endpoint)
              .timeout(patience)
              .POST(HttpRequest.BodyPublishers.ofByteArray(event))
              .build();
      HttpResponse<byte[]> answer = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return answer.body();
    };
  }

  private static LambdaClient client() {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    return LambdaClient.builder()
        .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
        .overrideConfiguration(limits.clientConfiguration())
        .build();
  }

  private static byte[] invoke(LambdaClient lambda, String name, byte[] event) {
    InvokeResponse answer =
        lambda.invoke(i -> i.functionName(name).payload(SdkBytes.fromByteArray(event)));
    return answer.payload().asByteArray();
  }
}
