// The function, its results bucket and the policy of its caller: what template.yaml of
// image-resize-lambda deploys, for the CDK. `mvn package` makes what is uploaded.
import * as path from "node:path";
import {
  CfnOutput,
  Duration,
  RemovalPolicy,
  Stack,
  StackProps,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  aws_s3 as s3,
} from "aws-cdk-lib";
import { Construct } from "constructs";

export interface ResizeStackProps extends StackProps {
  /** Holds the originals; exists already. */
  readonly imageBucket: string;
  /** Put before each path, such as originals/. */
  readonly imagePrefix?: string;
  /** Of the KMS key that the originals are encrypted with, if they are by one (SSE-KMS). */
  readonly imageKeyArn?: string;
  /** What is uploaded: where mvn package leaves lib/ with the function's jar. */
  readonly functionFolder?: string;
  /** How many calls may run at a time, of those that the account has. */
  readonly reservedConcurrency?: number;
}

const RESULT_PREFIX = "results/";

export class ResizeStack extends Stack {
  constructor(scope: Construct, id: string, props: ResizeStackProps) {
    super(scope, id, props);
    const prefix = props.imagePrefix ?? "";

    // CloudFormation deletes no bucket that holds an object. Within a day this one is empty.
    const results = new s3.Bucket(this, "ResultBucket", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      // The caller deletes what it has read; this removes what nobody read.
      lifecycleRules: [
        { id: "RemoveResultsAfterADay", prefix: RESULT_PREFIX, expiration: Duration.days(1) },
      ],
    });

    const logGroup = new logs.LogGroup(this, "FunctionLogs", {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const resize = new lambda.Function(this, "ResizeFunction", {
      handler: "io.github.imageresize.lambda.ResizeHandler",
      runtime: lambda.Runtime.JAVA_21,
      architecture: lambda.Architecture.X86_64,
      code: lambda.Code.fromAsset(
        props.functionFolder ??
          path.join(__dirname, "../../../image-resize-lambda/target/function"),
      ),
      // Processor time comes with memory: 1,769 MB is one whole processor.
      memorySize: 1769,
      // Below the caller's socket time limit, 22 s, and above the function's own deadline, 18 s.
      timeout: Duration.seconds(20),
      reservedConcurrentExecutions: props.reservedConcurrency,
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
      logGroup,
      environment: {
        IMAGE_BUCKET: props.imageBucket,
        IMAGE_PREFIX: prefix,
        RESULT_BUCKET: results.bucketName,
        RESULT_PREFIX,
        DEADLINE_MILLIS: "18000",
        JAVA_TOOL_OPTIONS: "-Djava.awt.headless=true -XX:TieredStopAtLevel=1",
      },
    });
    // Whatever changes above makes a new version, which the alias then names.
    const live = new lambda.Alias(this, "Live", {
      aliasName: "live",
      version: resize.currentVersion,
    });

    const originals = this.formatArn({
      service: "s3",
      region: "",
      account: "",
      resource: props.imageBucket,
    });
    const readOriginals = [
      new iam.PolicyStatement({
        sid: "ReadOriginals",
        actions: ["s3:GetObject"],
        resources: [`${originals}/${prefix}*`],
      }),
      // With this S3 says 404 where an original is missing; without it, 403.
      new iam.PolicyStatement({
        sid: "TellMissingFromForbidden",
        actions: ["s3:ListBucket"],
        resources: [originals],
        conditions: { StringLike: { "s3:prefix": `${prefix}*` } },
      }),
    ];
    if (props.imageKeyArn) {
      readOriginals.push(
        new iam.PolicyStatement({
          sid: "DecryptOriginals",
          actions: ["kms:Decrypt"],
          resources: [props.imageKeyArn],
        }),
      );
    }

    const ofFunction = [
      ...readOriginals,
      new iam.PolicyStatement({
        sid: "LeaveLargeResults",
        actions: ["s3:PutObject"],
        resources: [results.arnForObjects(`${RESULT_PREFIX}*`)],
      }),
    ];
    ofFunction.forEach((statement) => resize.addToRolePolicy(statement));

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
      ],
    });

    new CfnOutput(this, "FunctionName", { value: resize.functionName });
    new CfnOutput(this, "Qualifier", { value: live.aliasName });
    new CfnOutput(this, "ResultBucketName", { value: results.bucketName });
    new CfnOutput(this, "ResultPrefix", { value: RESULT_PREFIX });
    new CfnOutput(this, "CallerPolicyArn", { value: callerPolicy.managedPolicyArn });
  }
}
