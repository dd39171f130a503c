package io.github.imageresize.lambda;

/** Where an image that would not fit into a message was left. */
record StoredResult(String bucket, String key, int length) {

  static StoredResult read(JsonFields fields) {
    return new StoredResult(
        fields.requiredText("bucket"),
        fields.requiredText("key"),
        fields.requiredInteger("length"));
  }
}
