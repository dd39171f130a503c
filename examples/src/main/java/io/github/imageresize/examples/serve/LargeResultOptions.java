package io.github.imageresize.examples.serve;

import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.cache.MemoryLargeImageStore;
import io.github.imageresize.lambda.S3LargeImageStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.s3.S3Client;

/** The option that says where results are kept that are too large for Redis. */
final class LargeResultOptions {
  @Option(
      names = "--large-results",
      paramLabel = "WHERE",
      defaultValue = Place.MEMORY,
      converter = Place.Converter.class,
      description =
          "Where results above 4 MiB are kept, which Redis does not take: memory, of this process"
              + " alone and as much again as --cache-mb, or s3://BUCKET/PREFIX for all servers."
              + " Default: ${DEFAULT-VALUE}.")
  private Place place = new Place(null, "");

  /** Whether a client of S3 is needed. */
  boolean isOnS3() {
    return place.bucket != null;
  }

  /** The store of large results. */
  LargeImageStore store(long memoryBytes, Supplier<S3Client> s3) {
    return place.bucket == null
        ? MemoryLargeImageStore.ofBytes(memoryBytes)
        : new S3LargeImageStore(s3.get(), place.bucket, place.prefix);
  }

  /** Memory if there is no bucket. */
  record Place(@Nullable String bucket, String prefix) {
    private static final String MEMORY = "memory";
    private static final String SCHEME = "s3://";

    /** Reads {@code memory} or {@code s3://BUCKET/PREFIX}. */
    static final class Converter implements ITypeConverter<Place> {
      @Override
      public Place convert(String value) {
        if (value.equals(MEMORY)) {
          return new Place(null, "");
        }
        int slash = value.indexOf('/', SCHEME.length());
        if (!value.startsWith(SCHEME) || slash <= SCHEME.length()) {
          throw new TypeConversionException(
              "must be memory or s3://BUCKET/PREFIX, such as s3://photo-results/large/, but is "
                  + value);
        }
        return new Place(value.substring(SCHEME.length(), slash), value.substring(slash + 1));
      }
    }
  }
}
