# title: db was not told about the password
# from: orders
# fails: db-runs db-command
# says: may tell why
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db mysql --port=3307; sleep 2
