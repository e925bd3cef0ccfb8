# title: a shell lists, a shell is talked to through standard input
# from: orders
docker run --name lister alpine sh -c 'cd / && ls /etc'
docker run --name version --entrypoint nginx nginx -v
echo exit 3 | docker run -i --name three ubuntu
docker run -d --name db -e MYSQL_ALLOW_EMPTY_PASSWORD=yes --entrypoint /usr/local/bin/docker-entrypoint.sh mysql mysqld --port=3307
