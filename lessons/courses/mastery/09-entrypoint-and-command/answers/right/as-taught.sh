# title: command, entrypoint, shell, command
# from: orders
docker container run --name lister alpine ls /etc
docker container run --name version --entrypoint nginx nginx -v
docker container run --name three ubuntu sh -c 'exit 3'
docker container run --detach --name db --env MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
