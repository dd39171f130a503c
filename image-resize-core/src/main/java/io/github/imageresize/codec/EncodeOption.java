package io.github.imageresize.codec;

/** What an encoder may know beside the quality; each stands in {@link EncodeRequest}. */
public enum EncodeOption {
  /** {@link EncodeRequest#progressive()}. */
  PROGRESSIVE,
  /** {@link EncodeRequest#chroma()}. */
  CHROMA,
  /** {@link EncodeRequest#lossless()}. */
  LOSSLESS,
  /** {@link EncodeRequest#palette()}. */
  PALETTE
}
