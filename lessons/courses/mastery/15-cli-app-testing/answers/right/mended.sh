# title: the first tries were kept and had to be removed
docker run --name first ubuntu:14.04 curl --version
docker rm first
docker run --name second centos:7 curl --version
docker rm second
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
