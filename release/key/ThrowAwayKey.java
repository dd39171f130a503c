import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * Makes an OpenPGP key that signs a rehearsal of the release, so that the bundle can be checked
 * whole without anybody's real key. Run by its source, as it is of no use in a jar: {@code java -cp
 * bcpg.jar:bcprov.jar:bcutil.jar ThrowAwayKey.java SECRET PUBLIC}.
 */
final class ThrowAwayKey {
  private ThrowAwayKey() {}

  public static void main(String[] files) throws IOException, PGPException {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(
            java.math.BigInteger.valueOf(65_537), new SecureRandom(), 3072, 100));
    PGPKeyPair pair =
        new BcPGPKeyPair(
            PublicKeyPacket.VERSION_4,
            PublicKeyAlgorithmTags.RSA_GENERAL,
            generator.generateKeyPair(),
            new Date());
    PGPSecretKey key =
        new PGPSecretKey(
            PGPSignature.POSITIVE_CERTIFICATION,
            pair,
            "image-resize rehearsal of a release, not to be trusted",
            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
            null,
            null,
            new BcPGPContentSignerBuilder(
                PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA512),
            null);
    write(Path.of(files[0]), key.getEncoded());
    write(Path.of(files[1]), key.getPublicKey().getEncoded());
  }

  private static void write(Path file, byte[] encoded) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream bytes = Files.newOutputStream(file);
        ArmoredOutputStream armored = new ArmoredOutputStream(bytes)) {
      armored.write(encoded);
    }
  }
}
