# title: the containers were never left, so they still run
# fails: no-container
# says: (running)
docker run --rm -dit --name ubuntu ubuntu:14.04
docker run --rm -dit --name centos centos:7
docker exec ubuntu sh -c 'apt-get update; apt-get install -y curl; curl --version'
docker exec centos sh -c 'yum -y update curl; curl --version'
answer newer ubuntu
