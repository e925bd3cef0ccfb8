import { directory, symlink, text, type Files } from '../tree.js';

/** The server as it is packaged: `listen [::]:80` is added when a container starts. */
export const defaultServer = `server {
    listen       80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

/** 615 bytes, as everybody's access log says. */
export const welcomePage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

export const errorPage = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>The page cannot be shown at the moment. Details are in the error log of the server.</p>
</body>
</html>
`;

const mainConfiguration = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /var/run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

const mimeTypes: readonly (readonly [type: string, extensions: string])[] = [
  ['text/html', 'html htm shtml'],
  ['text/css', 'css'],
  ['text/xml', 'xml'],
  ['image/gif', 'gif'],
  ['image/jpeg', 'jpeg jpg'],
  ['application/javascript', 'js'],
  ['application/atom+xml', 'atom'],
  ['application/rss+xml', 'rss'],
  ['text/plain', 'txt'],
  ['image/png', 'png'],
  ['image/svg+xml', 'svg svgz'],
  ['image/webp', 'webp'],
  ['image/x-icon', 'ico'],
  ['font/woff', 'woff'],
  ['font/woff2', 'woff2'],
  ['application/json', 'json'],
  ['application/pdf', 'pdf'],
  ['application/wasm', 'wasm'],
  ['application/zip', 'zip'],
  ['audio/mpeg', 'mp3'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
];

const parameters = [
  'QUERY_STRING $query_string',
  'REQUEST_METHOD $request_method',
  'CONTENT_TYPE $content_type',
  'CONTENT_LENGTH $content_length',
  'SCRIPT_NAME $fastcgi_script_name',
  'REQUEST_URI $request_uri',
  'DOCUMENT_ROOT $document_root',
  'SERVER_PROTOCOL $server_protocol',
  'REMOTE_ADDR $remote_addr',
  'SERVER_NAME $server_name',
];

/** What FastCGI has besides. */
const fastcgiParameters = [
  ...parameters,
  'DOCUMENT_URI $document_uri',
  'REQUEST_SCHEME $scheme',
  'HTTPS $https if_not_empty',
  'GATEWAY_INTERFACE CGI/1.1',
  'SERVER_SOFTWARE nginx/$nginx_version',
  'REMOTE_PORT $remote_port',
  'SERVER_ADDR $server_addr',
  'SERVER_PORT $server_port',
  'REDIRECT_STATUS 200',
];

/** /etc/nginx but for the servers in conf.d. */
export const configurationFiles: Files = {
  '/etc/nginx/nginx.conf': text(mainConfiguration),
  '/etc/nginx/mime.types': text(`types {\n${mimeTypes.map(([type, extensions]) => `    ${type.padEnd(38)} ${extensions};\n`).join('')}}\n`),
  '/etc/nginx/fastcgi_params': text(fastcgiParameters.map(line => `fastcgi_param  ${line};\n`).join('')),
  '/etc/nginx/uwsgi_params': text(parameters.map(line => `uwsgi_param  ${line};\n`).join('')),
  '/etc/nginx/scgi_params': text(parameters.map(line => `scgi_param  ${line};\n`).join('')),
};

/** The configuration of Debian's package: sites-available, and what of it is enabled. */
export const debianNginxFiles: Files = {
  ...Object.fromEntries(Object.entries(configurationFiles).filter(([path]) => path.endsWith('mime.types'))),
  '/etc/nginx/conf.d': directory(),
  '/etc/nginx/modules-enabled': directory(),
  '/etc/nginx/nginx.conf': text(`user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;

events {
	worker_connections 768;
}

http {
	sendfile on;
	tcp_nopush on;
	types_hash_max_size 2048;

	include /etc/nginx/mime.types;
	default_type application/octet-stream;

	access_log /var/log/nginx/access.log;

	gzip on;

	include /etc/nginx/conf.d/*.conf;
	include /etc/nginx/sites-enabled/*;
}
`),
  '/etc/nginx/sites-available/default': text(`server {
	listen 80 default_server;

	root /var/www/html;

	index index.html index.htm index.nginx-debian.html;

	server_name _;

	location / {
		try_files $uri $uri/ =404;
	}
}
`),
  '/etc/nginx/sites-enabled/default': symlink('/etc/nginx/sites-available/default'),
  '/var/log/nginx': directory(),
};
