package io.github.imageresize.lambda;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What clients of AWS asked for, in the terms in which IAM decides on it. */
final class RecordedCalls implements ExecutionInterceptor {
  private static final String FUNCTIONS = "arn:aws:lambda:eu-west-1:123456789012:function:";

  /**
   * One call.
   *
   * @param prefix the value of {@code s3:prefix}, which only listing a bucket has
   */
  record Call(String action, String resource, String prefix) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  List<Call> calls() {
    return calls;
  }

  /** Adds what somebody else does in the client's name, as by a signed URL. */
  void add(Call call) {
    calls.add(call);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    calls.add(call(context.request()));
  }

  /** Whether S3 says that an object is missing rests on the permission to list its key. */
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    boolean missing =
        context.exception() instanceof AwsServiceException answer && answer.statusCode() == 404;
    if (missing && context.request() instanceof GetObjectRequest get) {
      calls.add(new Call("s3:ListBucket", "arn:aws:s3:::" + get.bucket(), get.key()));
    }
  }

  private static Call call(SdkRequest request) {
    if (request instanceof GetObjectRequest get) {
      String action = get.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion";
      return object(action, get.bucket(), get.key());
    }
    if (request instanceof HeadObjectRequest head) {
      return object("s3:GetObject", head.bucket(), head.key());
    }
    if (request instanceof PutObjectRequest put) {
      return object("s3:PutObject", put.bucket(), put.key());
    }
    if (request instanceof DeleteObjectRequest delete) {
      return object("s3:DeleteObject", delete.bucket(), delete.key());
    }
    if (request instanceof InvokeRequest invoke) {
      String qualifier = Optional.ofNullable(invoke.qualifier()).map(name -> ":" + name).orElse("");
      return new Call("lambda:InvokeFunction", FUNCTIONS + invoke.functionName() + qualifier, "");
    }
    throw new AssertionError("a call that no policy was thought of for: " + request);
  }

  private static Call object(String action, String bucket, String key) {
    return new Call(action, "arn:aws:s3:::" + bucket + "/" + key, "");
  }
}
