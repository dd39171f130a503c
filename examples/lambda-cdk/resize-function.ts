// The function and its results bucket, which both stacks have.
import * as path from "node:path";
import {
  Duration,
  RemovalPolicy,
  Stack,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  aws_s3 as s3,
} from "aws-cdk-lib";
import { Construct } from "constructs";

export interface OriginalsProps {
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

export interface ResizeFunctionProps extends OriginalsProps {
  readonly handler: string;
  /** Above the function's own deadline, 18 s, and below what its caller waits. */
  readonly timeout: Duration;
  readonly environment?: Record<string, string>;
  /** What the function may do with large results. */
  readonly resultStatement: { readonly sid: string; readonly actions: string[] };
  readonly moreLifecycleRules?: s3.LifecycleRule[];
}

export const RESULT_PREFIX = "results/";

export class ResizeFunction extends Construct {
  readonly results: s3.Bucket;
  readonly resize: lambda.Function;
  readonly live: lambda.Alias;
  readonly readOriginals: iam.PolicyStatement[];

  constructor(scope: Construct, id: string, props: ResizeFunctionProps) {
    super(scope, id);
    const prefix = props.imagePrefix ?? "";

    // CloudFormation deletes no bucket that holds an object. Its rules empty this one.
    this.results = new s3.Bucket(this, "ResultBucket", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      // This removes what nobody read.
      lifecycleRules: [
        { id: "RemoveResultsAfterADay", prefix: RESULT_PREFIX, expiration: Duration.days(1) },
        ...(props.moreLifecycleRules ?? []),
      ],
    });

    const logGroup = new logs.LogGroup(this, "FunctionLogs", {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    this.resize = new lambda.Function(this, "ResizeFunction", {
      handler: props.handler,
      runtime: lambda.Runtime.JAVA_21,
      architecture: lambda.Architecture.X86_64,
      code: lambda.Code.fromAsset(
        props.functionFolder ??
          path.join(__dirname, "../../../image-resize-lambda/target/function"),
      ),
      // Processor time comes with memory: 1,769 MB is one whole processor.
      memorySize: 1769,
      timeout: props.timeout,
      reservedConcurrentExecutions: props.reservedConcurrency,
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
      logGroup,
      environment: {
        IMAGE_BUCKET: props.imageBucket,
        IMAGE_PREFIX: prefix,
        RESULT_BUCKET: this.results.bucketName,
        RESULT_PREFIX,
        ...props.environment,
        DEADLINE_MILLIS: "18000",
        JAVA_TOOL_OPTIONS: "-Djava.awt.headless=true -XX:TieredStopAtLevel=1",
      },
    });
    // Whatever changes above makes a new version, which the alias then names.
    this.live = new lambda.Alias(this, "Live", {
      aliasName: "live",
      version: this.resize.currentVersion,
    });

    const originals = Stack.of(this).formatArn({
      service: "s3",
      region: "",
      account: "",
      resource: props.imageBucket,
    });
    this.readOriginals = [
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
      this.readOriginals.push(
        new iam.PolicyStatement({
          sid: "DecryptOriginals",
          actions: ["kms:Decrypt"],
          resources: [props.imageKeyArn],
        }),
      );
    }
    const ofFunction = [
      ...this.readOriginals,
      new iam.PolicyStatement({
        ...props.resultStatement,
        resources: [this.results.arnForObjects(`${RESULT_PREFIX}*`)],
      }),
    ];
    ofFunction.forEach((statement) => this.resize.addToRolePolicy(statement));
  }
}
