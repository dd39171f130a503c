// Polls Lambda's runtime API and calls the handler: what AWS's Node runtime does, for trying the
// function where that runtime is not at hand.
import { handler } from "./index.mjs";

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

for (;;) {
  const next = await fetch(`${api}/next`);
  const id = next.headers.get("lambda-runtime-aws-request-id");
  let path = "response";
  let answer;
  try {
    answer = await handler(await next.json());
  } catch (failure) {
    path = "error";
    answer = { errorType: failure.name, errorMessage: failure.message };
  }
  await fetch(`${api}/${id}/${path}`, { method: "POST", body: JSON.stringify(answer) });
}
