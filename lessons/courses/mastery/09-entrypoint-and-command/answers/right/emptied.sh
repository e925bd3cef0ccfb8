# title: an empty entrypoint, a program that fails with 3 by itself
# from: orders
docker create --name lister alpine /bin/ls -l /etc; docker start -a lister
docker run --name version --entrypoint "" nginx nginx -v
docker run --name three ubuntu bash -c 'false; (exit 3)'
docker create --name db --env MYSQL_ROOT_PASSWORD=secret mysql:latest mysqld --port 3307; docker start db
