# title: db runs as the image says
# from: orders
# fails: db-command
# says: it is ‘docker-entrypoint.sh mysqld’
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
