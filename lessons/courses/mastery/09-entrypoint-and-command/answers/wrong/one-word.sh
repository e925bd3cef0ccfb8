# title: program and argument as one word are no program
# from: orders
# fails: lister
# says: Docker could not start it
docker run --name lister --entrypoint "ls /etc" alpine
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
