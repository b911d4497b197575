// Ports for test servers: given as arguments, or picked by the system where the argument is 0 or missing.
import net from 'node:net';

/** Returns the given port, or one that is free right now. */
export function portOr(given) {
  const port = Number(given ?? 0);
  if (port) return Promise.resolve(port);
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}

/** Ends the process when standard input closes, that is when whoever started it is gone. */
export function endWithParent(close) {
  const end = async () => {
    // A server that will not close must not outlive the test.
    setTimeout(() => process.exit(0), 3000).unref();
    await close();
    process.exit(0);
  };
  process.stdin.on('end', end).on('error', end).resume();
  process.on('SIGTERM', end).on('SIGINT', end);
}
