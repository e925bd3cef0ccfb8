# title: a published port is not an option of the server
# from: orders
# fails: db-command
# says: it is ‘docker-entrypoint.sh mysqld’
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -p 3307:3306 -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
