declare module "autocannon" {
  interface Client {
    on(event: "response", listener: () => void): void;
    setRequests(requests: object[]): void;
  }
  interface Options {
    url: string;
    connections: number;
    amount: number;
    setupClient(client: Client): void;
  }
  interface Result {
    "2xx": number;
    non2xx: number;
    errors: number;
  }
  function autocannon(options: Options): Promise<Result>;
  export = autocannon;
}
