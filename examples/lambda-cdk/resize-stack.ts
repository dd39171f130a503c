// The function, its results bucket and the policy of its caller: what template.yaml of
// image-resize-lambda deploys, for the CDK. `mvn package` makes what is uploaded.
import { CfnOutput, Duration, Stack, StackProps, aws_iam as iam } from "aws-cdk-lib";
import { Construct } from "constructs";
import { OriginalsProps, RESULT_PREFIX, ResizeFunction } from "./resize-function";

export interface ResizeStackProps extends StackProps, OriginalsProps {}

const LARGE_PREFIX = "large/";

export class ResizeStack extends Stack {
  constructor(scope: Construct, id: string, props: ResizeStackProps) {
    super(scope, id, props);
    const { results, resize, live, readOriginals } = new ResizeFunction(this, "Images", {
      ...props,
      handler: "io.github.imageresize.lambda.ResizeHandler",
      // Below the caller's socket time limit, 22 s.
      timeout: Duration.seconds(20),
      resultStatement: { sid: "LeaveLargeResults", actions: ["s3:PutObject"] },
      moreLifecycleRules: [
        // Images too large for Redis, if the application keeps them here: a day longer than the
        // cache does by default. One that is refreshed is written again.
        { id: "RemoveLargeImages", prefix: LARGE_PREFIX, expiration: Duration.days(8) },
      ],
    });

    // For the role of the application that calls the function.
    const callerPolicy = new iam.ManagedPolicy(this, "CallerPolicy", {
      statements: [
        ...readOriginals,
        // The alias alone: an unqualified call would reach code that was not published.
        new iam.PolicyStatement({
          sid: "CallTheFunction",
          actions: ["lambda:InvokeFunction"],
          resources: [live.functionArn],
        }),
        new iam.PolicyStatement({
          sid: "TakeLargeResults",
          actions: ["s3:GetObject", "s3:DeleteObject"],
          resources: [results.arnForObjects(`${RESULT_PREFIX}*`)],
        }),
        new iam.PolicyStatement({
          sid: "KeepLargeImages",
          actions: ["s3:GetObject", "s3:PutObject"],
          resources: [results.arnForObjects(`${LARGE_PREFIX}*`)],
        }),
        // With this S3 says 404 where an image has expired; without it, 403.
        new iam.PolicyStatement({
          sid: "TellExpiredFromForbidden",
          actions: ["s3:ListBucket"],
          resources: [results.bucketArn],
          conditions: { StringLike: { "s3:prefix": `${LARGE_PREFIX}*` } },
        }),
      ],
    });

    new CfnOutput(this, "FunctionName", { value: resize.functionName });
    new CfnOutput(this, "Qualifier", { value: live.aliasName });
    new CfnOutput(this, "ResultBucketName", { value: results.bucketName });
    new CfnOutput(this, "ResultPrefix", { value: RESULT_PREFIX });
    new CfnOutput(this, "LargeImagesPrefix", { value: LARGE_PREFIX });
    new CfnOutput(this, "CallerPolicyArn", { value: callerPolicy.managedPolicyArn });
  }
}
