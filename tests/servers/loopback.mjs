// Keeps every server of this process on 127.0.0.1: some packages bind all interfaces and offer no setting.
// Import it before anything that listens.
import net from 'node:net';

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...args) {
  const [first] = args;
  if (typeof first === 'number' && typeof args[1] !== 'string') {
    args.splice(1, 0, '127.0.0.1');
  } else if (first?.port !== undefined && !first.host) {
    args[0] = { ...first, host: '127.0.0.1' };
  } else if (args.length === 0 || typeof first === 'function') {
    args.unshift({ port: 0, host: '127.0.0.1' });
  }
  return listen.apply(this, args);
};
