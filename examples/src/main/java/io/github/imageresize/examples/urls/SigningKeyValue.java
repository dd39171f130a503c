package io.github.imageresize.examples.urls;

import io.github.imageresize.http.SigningKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a key, {@code ID:HEX}; what is wrong is said without the secret. */
public final class SigningKeyValue implements ITypeConverter<SigningKey> {
  @Override
  public SigningKey convert(String value) {
    try {
      return SigningKey.parse(value);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
