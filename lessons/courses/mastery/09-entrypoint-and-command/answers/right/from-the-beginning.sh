# title: the whole lesson in the old commands
docker inspect ubuntu nginx mysql
answer first docker-entrypoint.sh
docker run --name greet ubuntu echo hello; docker run --name front nginx echo hello
docker run --name bare --entrypoint echo nginx hello; docker run --name mute --entrypoint echo nginx
docker run --rm --entrypoint tail nginx -1 /docker-entrypoint.sh; docker rm $(docker ps -aq --filter status=created)
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
