/** `socketserver`. */
export const socketserver = String.raw`"""Servers of TCP."""

import socket
import sys
import _socket


class BaseServer:
    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._stop, self._over = False, None

    def server_activate(self): pass
    def service_actions(self): pass
    def handle_timeout(self): pass
    def server_close(self): pass
    def verify_request(self, request, client_address): return True

    def serve_forever(self, poll_interval=0.5):
        import os
        import threading
        self._over, self._wake = threading.Event(), os.pipe()
        try:
            while not self._stop:
                if self.fileno() in _socket.readable([self.fileno(), self._wake[0]], None) and not self._stop:
                    self._handle_request_noblock()
                self.service_actions()
        finally:
            self._stop = False
            self._over.set()
            for fd in self._wake:
                os.close(fd)

    def shutdown(self):
        self._stop = True
        if self._over is not None and not self._over.is_set():
            import os
            os.write(self._wake[1], b'.')
            self._over.wait()

    def handle_request(self):
        if _socket.readable([self.fileno()], self.timeout):
            self._handle_request_noblock()
        else:
            self.handle_timeout()

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)
        except:
            self.shutdown_request(request)
            raise

    def process_request(self, request, client_address):
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request): pass

    def handle_error(self, request, client_address):
        print('-' * 40, file=sys.stderr)
        print('Exception occurred during processing of request from', client_address, file=sys.stderr)
        import traceback
        traceback.print_exc()
        print('-' * 40, file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.server_close()


class TCPServer(BaseServer):
    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False
    allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self): self.socket.listen(self.request_queue_size)
    def server_close(self): self.socket.close()
    def fileno(self): return self.socket.fileno()
    def get_request(self): return self.socket.accept()

    def shutdown_request(self, request):
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        self.close_request(request)

    def close_request(self, request): request.close()


class ThreadingMixIn:
    daemon_threads = False
    block_on_close = True
    _threads = ()

    def process_request_thread(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        import threading
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        if not thread.daemon and self.block_on_close:
            self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()

    def server_close(self):
        super().server_close()
        for each in self._threads:
            each.join()


class ForkingMixIn:
    def process_request(self, request, client_address):
        raise NotImplementedError('drydock: processes of Python (ForkingMixIn) are not simulated')


class ThreadingTCPServer(ThreadingMixIn, TCPServer): pass


class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self): pass
    def handle(self): pass
    def finish(self): pass


class StreamRequestHandler(BaseRequestHandler):
    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        self.rfile = self.connection.makefile('rb', self.rbufsize)
        self.wfile = self.connection.makefile('wb', self.wbufsize)

    def finish(self):
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:
                pass
        self.wfile.close()
        self.rfile.close()
`;
