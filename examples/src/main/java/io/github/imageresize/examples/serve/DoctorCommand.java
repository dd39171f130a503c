package io.github.imageresize.examples.serve;

import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.LimitOptions;
import io.github.imageresize.examples.Version;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code doctor}: looks at everything that {@code serve} with the same options would rest on. */
@Command(
    name = "doctor",
    description = "Looks at what 'serve' with the same options would rest on, and names cures.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Exit codes: 0 nothing is broken, 1 something is, 2 wrong usage."})
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--images", paramLabel = "DIR", description = "Folder of the originals.")
  private @Nullable Path images;

  @Mixin private RedisOptions redis = new RedisOptions();

  @Mixin private LargeResultOptions large = new LargeResultOptions();

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() {
    String contradiction = aws.contradiction();
    if (contradiction != null) {
      throw new ParameterException(spec.commandLine(), contradiction);
    }
    Diagnosis diagnosis = new Diagnosis(spec.commandLine().getOut());
    LocalChecks local = new LocalChecks(diagnosis);
    local.heap(limits(), Runtime.getRuntime().maxMemory());
    local.formats();
    local.addedCodecs();
    Path folder = images;
    if (folder != null) {
      local.folder(folder);
    }
    try (RedisClient client = redis.client()) {
      if (client != null) {
        new RedisCheck(diagnosis, InstantSource.system()).check(client);
      }
    }
    checkAws(new AwsChecks(diagnosis));
    return diagnosis.isWell() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void checkAws(AwsChecks checks) {
    if (large.isOnS3()) {
      try (S3Client s3 = aws.s3()) {
        checks.largeResults(large.store(0, () -> s3));
      } catch (RuntimeException unusable) {
        checks.unusable("S3", unusable);
      }
    }
    String bucket = aws.bucket();
    if (bucket != null) {
      try (S3Client s3 = aws.s3()) {
        checks.bucket(s3, bucket, aws.prefix());
      } catch (RuntimeException unusable) {
        checks.unusable("S3", unusable);
      }
    }
    String function = aws.function();
    if (function != null) {
      try (LambdaClient lambda = aws.lambda()) {
        checks.function(lambda, function, aws.qualifier());
      } catch (RuntimeException unusable) {
        checks.unusable("Lambda", unusable);
      }
    }
  }

  private ResizeLimits limits() {
    try {
      return limitOptions.applyTo(ResizeLimits.builder());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
  }
}
